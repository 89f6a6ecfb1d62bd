// Numbers of persons in texts that are not read from their record, masked as the server masks: 139****1234.
// Of an identity number the place of issue stays; of one that is not whole, or of the old kind, nothing.
const maskedIdentityNumber = (number: string): string => (number.length === 18 ? number.slice(0, 6) : '').padEnd(number.length, '*')
export const maskedText = (text: string): string => text.replace(/(?<!\d)\d{14,17}[\dXx]?(?![\dXx])/g, maskedIdentityNumber).replace(/(?<!\d)(1\d{2})\d{4}(\d{4})(?!\d)/g, '$1****$2')
