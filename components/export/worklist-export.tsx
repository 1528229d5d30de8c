'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { expiringSummaryQuery } from '@/lib/client/expiring';
import { exportExpiring } from '@/lib/client/export';
import type { ExpiringParams } from '@/lib/contracts/expiring';
import { worklistSummary } from '@/lib/words/export-columns';
import { ExportFrame } from './export-frame';

interface WorklistExportProps {
  params: ExpiringParams;
  /** How many documents the list holds, marks aside. */
  count: number;
  onClose: () => void;
}

/** Exports the documents of the Expiring page, in its order, as a CSV file. Mounted while the dialog is open. */
export function WorklistExport({ params: shown, count, onClose }: WorklistExportProps) {
  const [params] = useState(shown);
  const { data: summary } = useQuery(expiringSummaryQuery(params));
  return (
    <ExportFrame
      title="Export expiring documents"
      description={worklistSummary(params.open ? null : count)}
      directory={summary?.directory}
      hasMoments
      receive={(asked) => (options) => exportExpiring({ ...params, ...asked }, options)}
      onClose={onClose}
    />
  );
}
