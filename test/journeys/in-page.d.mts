export function findings(tags: string[] | null): Promise<string[]>;
export function showCharacter(character: string): void;
export function takeCharacterAway(): void;
export function smallTargets(): string[];
export function sidewaysBy(): number;
export function shellIsKept(): Promise<boolean>;
export function outline(): { lang: string; headings: string[] };
export function focusIsIn(selector: string): boolean;
export function nothingIsLoading(): boolean;
