-- Where a body stands among its peers: bodies of one kind, at one level of government, in one year, by one measure in one
-- fund, as the documents state it. A robust z is given from five peers on, and only where they differ at all.
create or replace table compare.peers as
with valued as (
    select
        kind,
        division_level,
        fiscal_year,
        report_type,
        scope,
        measure,
        fund,
        phase,
        division_code,
        division_name,
        department_id,
        department_name,
        amount_yuan,
        disclosure_id,
        document_id,
        fact_id,
        hash(kind, division_level, fiscal_year, report_type, scope, measure, fund, phase) as peer_group
    from compare.body_figure
    where kind is not null and amount_yuan is not null and origin <> 'derived'
),
spread as (
    select
        *,
        count(*) over peers as n_peers,
        rank() over (peers order by amount_yuan desc) as rank,
        percent_rank() over (peers order by amount_yuan) as percentile,
        median(amount_yuan) over peers as median_yuan,
        quantile_cont(amount_yuan, 0.25) over peers as q1_yuan,
        quantile_cont(amount_yuan, 0.75) over peers as q3_yuan
    from valued
    window peers as (partition by peer_group)
),
deviation as (
    select *, median(abs(amount_yuan - median_yuan)) over (partition by peer_group) as mad_yuan
    from spread
)
select
    kind,
    division_level,
    fiscal_year,
    report_type,
    scope,
    measure,
    fund,
    phase,
    division_code,
    division_name,
    department_id,
    department_name,
    amount_yuan,
    n_peers,
    rank,
    case when n_peers > 1 then percentile end as percentile,
    median_yuan,
    q1_yuan,
    q3_yuan,
    -- 0.6745 makes the median absolute deviation of a normal spread equal to its standard deviation.
    case when n_peers >= 5 and mad_yuan > 0 then 0.6745 * (amount_yuan - median_yuan) / mad_yuan end as robust_z,
    disclosure_id,
    document_id,
    fact_id
from deviation
order by kind, fiscal_year, report_type, measure, fund, rank, division_code, department_id;

comment on table compare.peers is '同类部门之间的比较：每个部门、指标、资金口径一行 | Bodies among their peers: a row for each body, measure and fund';
comment on column compare.peers.kind is '部门类别 | kind of department';
comment on column compare.peers.division_level is '行政级别，只与同级比较 | level of the division; peers are of one level';
comment on column compare.peers.fiscal_year is '年度 | fiscal year';
comment on column compare.peers.report_type is '预算或决算 | budget or final accounts';
comment on column compare.peers.scope is '部门或单位口径 | department or unit';
comment on column compare.peers.measure is '指标 | measure';
comment on column compare.peers.fund is '资金口径 | which money it covers';
comment on column compare.peers.phase is '预算阶段 | phase';
comment on column compare.peers.division_code is '行政区划代码 | code of the division';
comment on column compare.peers.division_name is '行政区划名称 | name of the division';
comment on column compare.peers.department_id is '部门 | the body';
comment on column compare.peers.department_name is '部门名称 | name of the body';
comment on column compare.peers.amount_yuan is '金额（元） | amount in yuan';
comment on column compare.peers.n_peers is '同组部门数（含本部门） | bodies in the group, this one among them';
comment on column compare.peers.rank is '由大到小的位次 | rank from the largest';
comment on column compare.peers.percentile is '百分位，0 最小，1 最大 | percentile: 0 the smallest, 1 the largest';
comment on column compare.peers.median_yuan is '中位数（元） | median, in yuan';
comment on column compare.peers.q1_yuan is '第一四分位数（元） | first quartile, in yuan';
comment on column compare.peers.q3_yuan is '第三四分位数（元） | third quartile, in yuan';
comment on column compare.peers.robust_z is '稳健 z 值，不足五家或无差异时为空 | robust z; NULL below five peers or where they do not differ';
comment on column compare.peers.disclosure_id is '公开 | the disclosure';
comment on column compare.peers.document_id is '文件 | the document';
comment on column compare.peers.fact_id is '数字出处 | the fact';
