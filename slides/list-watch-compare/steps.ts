import '../../talk/add-more-sources.ts'
import { defineSteps, type StepId } from '../../talk/step.ts'

/** How a controller or a kubelet keeps a copy of what the API has, and what it does with it. */
export const listWatchCompareSteps = defineSteps([
  {
    id: 'watching',
    caption: { lead: 'A copy of its own:', rest: 'list once, then watch.' },
    narration: 'Nobody has to ask the API server again and again. Each controller and each kubelet keeps a copy: it lists once, gets the objects and one number, the resourceVersion, and watches from that number on. In a controller, what does that is called an informer. Here a kubelet has two Pods. Once a minute the server also sends a bookmark: no news, only a newer number to go on from.',
    source: 'docs:reference/using-api/api-concepts',
    page: true,
  },
  {
    id: 'behind',
    caption: { lead: 'The watch is cut.', rest: 'The copy is old, and works on.' },
    narration: 'The network to this node is cut. Meanwhile a third Pod is bound to it. The kubelet does not know, and its copy is old. It keeps its two containers running all the same, as that is what it last heard.',
    source: 'docs:reference/using-api/api-concepts',
  },
  {
    id: 'resumed',
    caption: { lead: 'It goes on from its number,', rest: 'and is told what it missed.' },
    narration: 'Back again, it asks for a watch from the last number that it knows, the bookmark’s. The API server still remembers what came after that, and tells it.',
    source: 'docs:reference/using-api/api-concepts',
    page: true,
  },
  {
    id: 'expired',
    caption: { lead: '410: too old.', rest: 'The server has forgotten that far.' },
    narration: 'That memory is short, and a new API server has none. This one was started again. The kubelet asks from its old number, and the watch opens with an error, four hundred and ten: too old resource version.',
    source: 'docs:reference/using-api/api-concepts',
    page: true,
  },
  {
    id: 'listed',
    caption: { lead: 'Then list again, and compare.', rest: 'The difference is the news.' },
    narration: 'Then it lists anew and lays the list beside its copy. What is new was added, what is missing was deleted, what has another number was changed. Nobody can say what happened in between, and nobody has to.',
    source: 'page:github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/controllers.md',
    page: true,
    poster: true,
  },
  {
    id: 'levels',
    caption: { lead: 'Levels, not edges.', rest: 'What is counts, not what happened.' },
    narration: 'That is why a controller does not rely on events. An event only wakes it. Then it looks at its copy: so many are wanted, so many are there. Miss one event, or get it twice, and the result is the same.',
    source: 'page:github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/controllers.md',
  },
  {
    id: 'conflict',
    caption: { lead: 'Two writers, one 409.', rest: 'Whoever had an old copy reads again.' },
    narration: 'And if a copy is old when somebody writes? An update carries the number that was read. If the object has another one by now, the API server answers four hundred and nine, Conflict, and changes nothing. The writer reads again, and decides anew.',
    source: 'docs:reference/using-api/api-concepts',
    page: true,
  },
])

export type ListWatchCompareStepId = StepId<typeof listWatchCompareSteps>
