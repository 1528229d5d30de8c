'use client';

import { type InputEvent, useState } from 'react';

/**
 * Whether a form of uncontrolled boxes holds another text than at its start. Typing back to the start counts as
 * untouched.
 */
export function useTouched(): [touched: boolean, onInput: (event: InputEvent<HTMLFormElement>) => void] {
  const [touched, setTouched] = useState(false);
  const onInput = ({ currentTarget }: InputEvent<HTMLFormElement>) => {
    const boxes = [...currentTarget.elements].filter((element) => element instanceof HTMLInputElement);
    setTouched(boxes.some((box) => box.value !== box.defaultValue));
  };
  return [touched, onInput];
}
