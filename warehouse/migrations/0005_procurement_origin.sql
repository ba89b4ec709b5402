-- Whether a procurement line states its amount.
ALTER TABLE core.procurement_item ADD COLUMN "amount_origin" VARCHAR;
