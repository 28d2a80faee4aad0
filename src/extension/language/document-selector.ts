/** The languages of scenarios and of the model kernel. */
export const documentSelector = [{ language: 'daxscn' }, { language: 'daxk' }];
