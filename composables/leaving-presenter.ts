/** Whether the next way out of the presenter's room may lead to the stage: somebody pressed the button for it. */
export const leavingPresenter = { isRequested: false }
