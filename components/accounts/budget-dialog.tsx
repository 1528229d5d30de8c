'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { accountBudgetsQuery, grantBudget } from '@/lib/client/accounts';
import type { AccountEntry } from '@/lib/contracts/accounts';
import { type AccountBudgets, type Budget, MOST_GRANTED } from '@/lib/contracts/budgets';
import { BUDGET_WORDS } from '@/lib/words/budgets';
import { TaskDialog } from './task-dialog';

interface BudgetDialogProps {
  account: AccountEntry;
  onDone: () => void;
  onClose: () => void;
}

/** What a person has spent, and more of one budget until the day of UTC ends. */
export function BudgetDialog({ account, onDone, onClose }: BudgetDialogProps) {
  const { data, error } = useQuery(accountBudgetsQuery(account.id));
  const budgets = (data?.budgets ?? []).filter(({ windows }) => windows.some(({ window }) => window !== 'minute'));
  const [chosen, setChosen] = useState<Budget | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const budget = budgets.find((one) => one.budget === chosen) ?? mostSpent(budgets);
  const more = typed ?? String(half(budget));
  const number = /^\d{1,7}$/.test(more) ? Number(more) : 0;
  const isValid = number >= 1 && number <= MOST_GRANTED;
  return (
    <TaskDialog
      name={account.name}
      title="Grant more for today"
      confirmLabel="Grant"
      touched={budget !== undefined && isValid}
      call={() =>
        budget === undefined ? Promise.resolve() : grantBudget(account.id, { budget: budget.budget, more: number })
      }
      onDone={onDone}
      onClose={onClose}
    >
      <p>
        <bdi>{BUDGET_WORDS.grantFor(account.name)}</bdi>
      </p>
      {error && <Alert>{error.message}</Alert>}
      {data === undefined && !error && <Skeleton className="h-24" />}
      {data !== undefined && budget === undefined && (
        <p>
          <bdi>{BUDGET_WORDS.unlimited}</bdi>
        </p>
      )}
      {budget !== undefined && (
        <>
          <Select
            label="Budget"
            value={budget.budget}
            options={budgets.map((one) => ({ value: one.budget, label: BUDGET_WORDS.names[one.budget] }))}
            onValueChange={(next) => {
              setChosen(next);
              setTyped(null);
            }}
          />
          <ul className="text-muted text-sm">
            {budget.windows.map((window) => (
              <li key={window.window}>
                <bdi>{BUDGET_WORDS.spentOf(window)}</bdi>
              </li>
            ))}
          </ul>
          <Field
            label="How many more"
            inputMode="numeric"
            value={more}
            error={isValid ? null : BUDGET_WORDS.wholeNumber(MOST_GRANTED)}
            onChange={(event) => setTyped(event.target.value)}
          />
        </>
      )}
    </TaskDialog>
  );
}

type OneBudget = AccountBudgets['budgets'][number];

/** The administrator has most likely come for the budget that is nearest to its end. */
function mostSpent(budgets: readonly OneBudget[]): OneBudget | undefined {
  const share = ({ windows }: OneBudget) => Math.max(...windows.map(({ spent, limit }) => spent / Math.max(1, limit)));
  return [...budgets].sort((one, other) => share(other) - share(one))[0];
}

/** Half of the day's limit, else of the longest window's. */
function half(budget: OneBudget | undefined): number {
  return Math.max(1, Math.min(MOST_GRANTED, Math.round((budget?.windows.at(-1)?.limit ?? 2) / 2)));
}
