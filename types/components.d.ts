/** The components that slides.md may place, so that a wrong name or property there is a type error. */
declare module 'vue' {
  interface GlobalComponents {
    CheckYourself: typeof import('../components/quiz/CheckYourself.vue')['default']
    ColdOpen: typeof import('../components/request/ColdOpen.vue')['default']
    PaidBack: typeof import('../components/request/PaidBack.vue')['default']
    WrongArrow: typeof import('../components/request/WrongArrow.vue')['default']
    BreakPicture: typeof import('../components/playground/BreakPicture.vue')['default']
    ClusterMap: typeof import('../components/architecture/ClusterMap.vue')['default']
    CoverPicture: typeof import('../components/ends/CoverPicture.vue')['default']
    /** Slidev's own: a link to a slide, by its permanent name. */
    Link: import('vue').DefineComponent<{ to: string }>
    KubectlSteps: typeof import('../components/request/KubectlSteps.vue')['default']
    OutcomesPicture: typeof import('../components/outcomes/OutcomesPicture.vue')['default']
    PartPicture: typeof import('../components/architecture/PartPicture.vue')['default']
    PodLife: typeof import('../components/pods/PodLife.vue')['default']
    PodReplaced: typeof import('../components/pods/PodReplaced.vue')['default']
    PodWrapper: typeof import('../components/pods/PodWrapper.vue')['default']
    ReferenceList: typeof import('../components/ends/ReferenceList.vue')['default']
    RequestPicture: typeof import('../components/request/RequestPicture.vue')['default']
    TalkMap: typeof import('../components/ends/TalkMap.vue')['default']
    ThankYou: typeof import('../components/ends/ThankYou.vue')['default']
    WholePicture: typeof import('../components/whole/WholePicture.vue')['default']
    ThreeIdeas: typeof import('../components/ends/ThreeIdeas.vue')['default']
  }
}

export {}
