CREATE TABLE "budget_customers" (
	"account_id" uuid NOT NULL,
	"day" date NOT NULL,
	"customer" "bytea" NOT NULL,
	CONSTRAINT "budget_customers_account_id_day_customer_pk" PRIMARY KEY("account_id","day","customer")
);
--> statement-breakpoint
CREATE TABLE "budget_grants" (
	"account_id" uuid NOT NULL,
	"budget" text NOT NULL,
	"day" date NOT NULL,
	"more" integer NOT NULL,
	CONSTRAINT "budget_grants_account_id_budget_day_pk" PRIMARY KEY("account_id","budget","day")
);
--> statement-breakpoint
CREATE TABLE "budget_leases" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"work" text NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "budget_meters" (
	"account_id" uuid NOT NULL,
	"budget" text NOT NULL,
	"started" timestamp with time zone[] DEFAULT '{NULL,NULL,NULL}' NOT NULL,
	"spent" bigint[] DEFAULT '{0,0,0}' NOT NULL,
	"told" boolean[] DEFAULT '{f,f,f}' NOT NULL,
	CONSTRAINT "budget_meters_account_id_budget_pk" PRIMARY KEY("account_id","budget")
);
--> statement-breakpoint
ALTER TABLE "budget_customers" ADD CONSTRAINT "budget_customers_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_grants" ADD CONSTRAINT "budget_grants_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_leases" ADD CONSTRAINT "budget_leases_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_meters" ADD CONSTRAINT "budget_meters_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "budget_customers_day" ON "budget_customers" USING btree ("day");--> statement-breakpoint
CREATE INDEX "budget_leases_account" ON "budget_leases" USING btree ("account_id","work");--> statement-breakpoint
-- Spends from a person's budgets, all or nothing, and takes a lease of work. One statement, because a count that is read
-- in one statement and written in another lets parallel requests through. The rows' locks order a person's requests.
--
-- asks: [{"budget", "amount", "limits": [minute, hour, day]}], always in the same order; a limit of null is none. The
-- amount of "customers" is 1 for a customer who is new today, else 0. lease: {"id", "work", "most", "seconds"}, or null.
-- Returns {"at", "near"} or {"at", "refused": {...}} or {"at", "busyUntil"}.
CREATE FUNCTION "budget_spend"(account uuid, asks jsonb, customer_hash bytea, lease jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  lengths CONSTANT interval[] := '{1 minute,1 hour,24 hours}';
  asked jsonb;
  meter budget_meters;
  meters budget_meters[] := '{}';
  moment timestamptz;
  today date;
  amount bigint;
  amounts bigint[] := '{}';
  granted bigint;
  most bigint;
  refused jsonb;
  refused_meter budget_meters;
  refused_window int;
  near jsonb;
  nearest numeric := 0.8;
  busy_until timestamptz;
BEGIN
  -- A crash of the server may forget the spending of its last moments. The person must not wait for the disk.
  PERFORM set_config('synchronous_commit', 'off', true);
  IF lease IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('budget:' || account, 0));
    DELETE FROM budget_leases WHERE account_id = account AND work = lease ->> 'work' AND until <= clock_timestamp();
    SELECT min(until) INTO busy_until FROM budget_leases WHERE account_id = account AND work = lease ->> 'work'
      HAVING count(*) >= (lease ->> 'most')::int;
    IF busy_until IS NOT NULL THEN
      RETURN jsonb_build_object('at', clock_timestamp(), 'busyUntil', busy_until);
    END IF;
  END IF;
  FOR asked IN SELECT jsonb_array_elements(asks) LOOP
    SELECT * INTO meter FROM budget_meters
      WHERE account_id = account AND budget = asked ->> 'budget' FOR NO KEY UPDATE;
    IF NOT FOUND THEN
      INSERT INTO budget_meters (account_id, budget) VALUES (account, asked ->> 'budget') ON CONFLICT DO NOTHING;
      SELECT * INTO meter FROM budget_meters
        WHERE account_id = account AND budget = asked ->> 'budget' FOR NO KEY UPDATE;
    END IF;
    moment := clock_timestamp();
    today := (moment AT TIME ZONE 'UTC')::date;
    amount := (asked ->> 'amount')::bigint;
    IF asked ->> 'budget' = 'customers' AND EXISTS (SELECT FROM budget_customers
        WHERE account_id = account AND day = today AND customer = customer_hash) THEN
      amount := 0;
    END IF;
    SELECT coalesce(sum(more), 0) INTO granted FROM budget_grants
      WHERE account_id = account AND budget = asked ->> 'budget' AND day = today;
    FOR part IN 1..3 LOOP
      IF meter.started[part] IS NULL OR meter.started[part] + lengths[part] <= moment THEN
        meter.started[part] := CASE part WHEN 3 THEN today::timestamp AT TIME ZONE 'UTC' ELSE moment END;
        meter.spent[part] := 0;
        meter.told[part] := false;
      END IF;
      most := (asked -> 'limits' ->> (part - 1))::bigint + CASE part WHEN 1 THEN 0 ELSE granted END;
      CONTINUE WHEN most IS NULL OR amount = 0;
      IF meter.spent[part] + amount > most THEN
        -- Of several spent windows the person hears of the one that ends last: nothing goes on before it.
        IF refused IS NULL OR meter.started[part] + lengths[part] > (refused ->> 'until')::timestamptz THEN
          refused := jsonb_build_object('budget', meter.budget, 'window', part, 'limit', most,
            'left', greatest(0, most - meter.spent[part]), 'until', meter.started[part] + lengths[part],
            'isFirst', NOT meter.told[part]);
          refused_window := part;
        END IF;
      ELSIF (meter.spent[part] + amount)::numeric / most >= nearest THEN
        nearest := (meter.spent[part] + amount)::numeric / most;
        near := jsonb_build_object('budget', meter.budget, 'window', part, 'limit', most,
          'spent', meter.spent[part] + amount, 'until', meter.started[part] + lengths[part]);
      END IF;
    END LOOP;
    IF refused ->> 'budget' = meter.budget THEN
      refused_meter := meter;
    END IF;
    meters := array_append(meters, meter);
    amounts := array_append(amounts, amount);
  END LOOP;
  IF refused IS NOT NULL THEN
    -- The first refusal of a window is told of; the rest of a flood writes nothing.
    IF (refused ->> 'isFirst')::boolean THEN
      refused_meter.told[refused_window] := true;
      UPDATE budget_meters SET started = refused_meter.started, spent = refused_meter.spent, told = refused_meter.told
        WHERE account_id = account AND budget = refused_meter.budget;
    END IF;
    RETURN jsonb_build_object('at', moment, 'refused', refused);
  END IF;
  FOR place IN 1..coalesce(array_length(meters, 1), 0) LOOP
    CONTINUE WHEN amounts[place] = 0;
    meter := meters[place];
    UPDATE budget_meters SET started = meter.started, told = meter.told,
      spent = ARRAY[meter.spent[1] + amounts[place], meter.spent[2] + amounts[place], meter.spent[3] + amounts[place]]
      WHERE account_id = account AND budget = meter.budget;
    IF meter.budget = 'customers' THEN
      INSERT INTO budget_customers (account_id, day, customer) VALUES (account, today, customer_hash)
        ON CONFLICT DO NOTHING;
    END IF;
  END LOOP;
  IF lease IS NOT NULL THEN
    INSERT INTO budget_leases (id, account_id, work, until)
      VALUES ((lease ->> 'id')::uuid, account, lease ->> 'work',
        clock_timestamp() + make_interval(secs => (lease ->> 'seconds')::int));
  END IF;
  RETURN jsonb_build_object('at', clock_timestamp(), 'near', near);
END
$$;
