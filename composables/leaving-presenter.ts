/** Whether the next navigation may leave the presenter's view for the stage, as its button was pressed. */
export const leavingPresenter = { isRequested: false }
