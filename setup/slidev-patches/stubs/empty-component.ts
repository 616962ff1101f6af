/** In place of a component that this deck never shows. */
export default { render: () => null }
