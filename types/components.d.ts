/** The components that slides.md may place, so that a wrong name or property there is a type error. */
declare module 'vue' {
  interface GlobalComponents {
    ClusterMap: typeof import('../components/ClusterMap.vue')['default']
    CoverPicture: typeof import('../components/CoverPicture.vue')['default']
    KubectlSteps: typeof import('../components/KubectlSteps.vue')['default']
    PartPicture: typeof import('../components/PartPicture.vue')['default']
    PodLife: typeof import('../components/PodLife.vue')['default']
    PodReplaced: typeof import('../components/PodReplaced.vue')['default']
    PodWrapper: typeof import('../components/PodWrapper.vue')['default']
    ReferenceList: typeof import('../components/ReferenceList.vue')['default']
    ThankYou: typeof import('../components/ThankYou.vue')['default']
    ThreeIdeas: typeof import('../components/ThreeIdeas.vue')['default']
  }
}

export {}
