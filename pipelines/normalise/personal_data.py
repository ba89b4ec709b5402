"""Masks what identifies or reaches a person in text: telephone numbers, contact names, identity and account numbers."""

from __future__ import annotations

import re

MASK = "*"

_DIGIT = "0-9０-９"
# Digits glued to letters, more digits, decimal points or money units are codes and amounts, never telephones.
_NOT_INSIDE = rf"(?<![{_DIGIT}A-Za-z.．])"
_NOT_GOING_ON = rf"(?![{_DIGIT}A-Za-z]|[.．][{_DIGIT}]|\s*(?:亿|万|千|百)?元)"
_DASH = r"[-－—–―‐‑]{1,2}"
_AREA = r"[（(]?\s*0\d{2,3}\s*[)）]?"

_MOBILE = re.compile(rf"{_NOT_INSIDE}(?:\+?86{_DASH}?)?1[3-9]\d([- ]?)\d{{4}}\1\d{{4}}{_NOT_GOING_ON}")
_LANDLINE = re.compile(
    rf"{_NOT_INSIDE}{_AREA}\s*(?:{_DASH}|\s)\s*\d{{7,8}}(?:\s*(?:{_DASH}|转)\s*\d{{1,6}})?{_NOT_GOING_ON}"
)
_BRACKETED_AREA = re.compile(rf"[（(]0\d{{2,3}}[)）]\s*\d{{7,8}}{_NOT_GOING_ON}")
_NAMED_NUMBER = re.compile(
    r"((?:联系|咨询|监督|举报|投诉|服务|办公|值班|手机|移动|固定|传真)?(?:电话|手机|热线|传真|手机号)(?:号码|号)?|联系方式|联系号码|[Tt][Ee][Ll])"
    rf"(\s*[:：为是]?\s*)([+（(]?[{_DIGIT}](?:[{_DIGIT}\s()（）、,，/]|{_DASH}){{4,60}})"
)
_IDENTITY = re.compile(
    rf"{_NOT_INSIDE}[1-9]\d{{5}}(?:18|19|20)\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{{3}}[\dXx]{_NOT_GOING_ON}"
)
_ACCOUNT = re.compile(
    rf"((?:银行|收款|开户|对公|存款)?(?:账|帐|卡|户)号(?:码)?)(\s*[:：为是]?\s*)([{_DIGIT}](?:[{_DIGIT}\s]|{_DASH}){{7,40}}[{_DIGIT}])"
)
# What follows the label may be the next label or a remark instead of a name.
_NO_NAME = r"(?!联系|电话|手机|日期|部门|单位|审核|签字|审签|盖章|已|未|姓名|职务)"
_PERSON = (
    _NO_NAME + r"(?:[\u4e00-\u9fff·]{1,3}[先女][生士]|[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff](?=科长|主任|处长|同志))"
)
_CONTACT = re.compile(
    rf"((?:联系|经办|经手|填报|填表|填制|制表|责任|负责)人(?:员)?(?:姓名)?|责任编辑|编辑)(\s*[:：]\s*)({_PERSON})(?![\u4e00-\u9fff])"
)
_CONTACT_BEFORE_LABEL = re.compile(
    rf"((?:联系|经办|经手|填报|填表|填制|制表)人(?:员)?(?:姓名)?)(\s*[:：]\s*)({_PERSON})(?=\s*(?:联系|电话|手机|日期|部门|单位|审核))"
)
_DIGITS = re.compile(rf"[{_DIGIT}Xx]")


def mask_personal_data(text: str) -> str:
    """`text` with telephone, identity and account numbers and contact names masked, of the same length.

    Amounts, codes of projects and classifications, years and document numbers stay as they are.
    """
    if not text:
        return text
    if any(char.isdigit() for char in text):
        text = _IDENTITY.sub(_all_digits, text)
        text = _ACCOUNT.sub(_third_group, text)
        text = _NAMED_NUMBER.sub(_third_group, text)
        for pattern in (_MOBILE, _LANDLINE, _BRACKETED_AREA):
            text = pattern.sub(_all_digits, text)
    if "人" in text or "编辑" in text:
        text = _CONTACT_BEFORE_LABEL.sub(_name, text)
        text = _CONTACT.sub(_name, text)
    return text


def _all_digits(found: re.Match[str]) -> str:
    return _DIGITS.sub(MASK, found[0])


def _third_group(found: re.Match[str]) -> str:
    digits = sum(char.isdigit() for char in found[3])
    # Short numbers behind 热线 are public service lines (12345), not a person's.
    return found[0] if digits < 7 else found[1] + found[2] + _DIGITS.sub(MASK, found[3])


def _name(found: re.Match[str]) -> str:
    return found[1] + found[2] + MASK * len(found[3])
