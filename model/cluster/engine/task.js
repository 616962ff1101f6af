/** Waits. */
export function* sleep(ms) {
    yield { kind: 'sleep', ms };
}
/** Asks the API server and waits for its answer. */
export function* send(ask) {
    const answer = yield { kind: 'send', ask };
    if (!answer)
        throw new Error('A request came back without an answer.');
    return answer;
}
/** Does several things at the same time, and goes on when all are done. */
export function* all(works) {
    yield { kind: 'all', works };
}
/** Waits for something that others bring about: `arm` is given what to call, with the event that ends the wait. */
export function* until(arm) {
    yield { kind: 'until', arm };
}
/** Runs tasks on an agenda. `answerTime` is how long an answer travels, in milliseconds. */
export function createEngine(agenda, recorder, transport, answerTime) {
    function createThread(actor, causes) {
        const thread = {
            actor,
            causes,
            record: (happening) => {
                const id = recorder.record(actor, thread.causes, happening);
                thread.causes = [id];
                return id;
            },
            follow: (...more) => {
                thread.causes = [...new Set([...thread.causes, ...more])];
            },
            from: (cause) => {
                thread.causes = [cause];
            },
            fork: work => begin(actor, thread.causes, work, () => { }),
        };
        return thread;
    }
    function begin(actor, causes, work, done) {
        const thread = createThread(actor, causes);
        advance(work(thread), thread, undefined, done);
    }
    function advance(task, thread, answer, done) {
        const step = task.next(answer);
        if (step.done) {
            done(thread);
            return;
        }
        const effect = step.value;
        if (effect.kind === 'sleep') {
            agenda.after(effect.ms, () => advance(task, thread, undefined, done));
        }
        else if (effect.kind === 'send') {
            const reply = transport(effect.ask, thread.actor, thread.causes);
            thread.causes = [reply.event];
            agenda.after(answerTime, () => advance(task, thread, reply.answer, done));
        }
        else if (effect.kind === 'until') {
            effect.arm((cause) => {
                thread.causes = [cause];
                agenda.after(answerTime, () => advance(task, thread, undefined, done));
            });
        }
        else {
            join(task, thread, effect.works, done);
        }
    }
    function join(task, thread, works, done) {
        const ends = [];
        let open = works.length;
        for (const work of works) {
            begin(thread.actor, thread.causes, work, (child) => {
                ends.push(...child.causes);
                open--;
                if (open > 0)
                    return;
                thread.causes = [...new Set(ends)].sort((a, b) => a - b);
                advance(task, thread, undefined, done);
            });
        }
        if (works.length === 0)
            advance(task, thread, undefined, done);
    }
    return { start: (actor, causes, work) => begin(actor, causes, work, () => { }) };
}
