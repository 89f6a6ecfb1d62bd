// Persons in texts that are not read from their record, masked as the server masks: 王**, 139****1234.
export const maskedNameText = (name: string): string => (name === '' ? '' : `${[...name][0]}**`)
// Of an identity number the place of issue stays; of one that is not whole, or of the old kind, nothing.
const maskedIdentityNumber = (number: string): string => (number.length === 18 ? number.slice(0, 6) : '').padEnd(number.length, '*')
const maskedNumbers = (text: string): string => text.replace(/(?<!\d)\d{14,17}[\dXx]?(?![\dXx])/g, maskedIdentityNumber).replace(/(?<!\d)(1\d{2})\d{4}(\d{4})(?!\d)/g, '$1****$2')
// `name`: of the person whom the text is about; "" where none is known.
export const maskedText = (text: string, name: string): string => maskedNumbers([...name].length > 1 ? text.replaceAll(name, maskedNameText(name)) : text)
