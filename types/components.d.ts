/** The components that slides.md may place, so that a wrong name or property there is a type error. */
declare module 'vue' {
  interface GlobalComponents {
    CheckYourself: typeof import('../slides/check-yourself/Picture.vue')['default']
    ColdOpen: typeof import('../slides/cold-open/Picture.vue')['default']
    PaidBack: typeof import('../slides/paid-back/Picture.vue')['default']
    WrongArrow: typeof import('../slides/wrong-arrow/Picture.vue')['default']
    BreakPicture: typeof import('../slides/break-it/Picture.vue')['default']
    ClusterMap: typeof import('../slides/hub/Picture.vue')['default']
    CoverPicture: typeof import('../slides/cover/Picture.vue')['default']
    /** Slidev's own: a link to a slide, by its permanent name. */
    Link: import('vue').DefineComponent<{ to: string }>
    KubectlSteps: typeof import('../slides/eight-steps/Picture.vue')['default']
    OutcomesPicture: typeof import('../slides/outcomes/Picture.vue')['default']
    PartPicture: typeof import('../slides/parts/Picture.vue')['default']
    PodLife: typeof import('../slides/pod-life/Picture.vue')['default']
    PodReplaced: typeof import('../slides/replaced/Picture.vue')['default']
    PodWrapper: typeof import('../slides/pod/Picture.vue')['default']
    ReferenceList: typeof import('../slides/references/Picture.vue')['default']
    RequestPicture: typeof import('../slides/request/Picture.vue')['default']
    TalkMap: typeof import('../slides/map-of-the-talk/Picture.vue')['default']
    ThankYou: typeof import('../slides/thanks/Picture.vue')['default']
    WholePicture: typeof import('../slides/whole-picture/Picture.vue')['default']
    ThreeIdeas: typeof import('../slides/conclusion/Picture.vue')['default']
  }
}

export {}
