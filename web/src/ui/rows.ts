// How many rows a list shows at once: on a phone each is a card.
export const rowsAtOnce = (onDesk: number, onPhone: number): number => (window.matchMedia('(max-width: 760px)').matches ? onPhone : onDesk)
