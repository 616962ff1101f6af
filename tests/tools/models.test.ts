import { expect, test } from 'vitest'
import { readDeclaration } from '../../tools/models/declaration.ts'
import { fileTexts } from '../../tools/models/files.ts'
import { type Attribute, fieldOf } from '../../tools/models/models.ts'

// As kubernetes-models and @kubernetes/client-node declare it, shortened.
const described = readDeclaration(`import { IIoK8sApiCoreV1ResourceClaim } from "./ResourceClaim.js";
import { IIoK8sApimachineryPkgApiResourceQuantity } from "@kubernetes-models/apimachinery/api/resource/Quantity";
/**
 * ResourceRequirements describes the compute resource requirements.
 * @deprecated
 */
export interface IResourceRequirements extends TypeMeta {
    "apiVersion": "v1";
    /**
     * Claims lists:
     *
     * \\* the names
     *   \\* \`spec.containers[*\\/].name\`
     */
    "claims"?: Array<IIoK8sApiCoreV1ResourceClaim>;
    /**
     * Limits describes the maximum.
     */
    "limits"?: {
        [key: string]: IIoK8sApimachineryPkgApiResourceQuantity;
    };
}`, '/packages/kubernetes-models/v1/ResourceRequirements.d.ts', '/packages')
const client = readDeclaration(`export declare class V1ResourceRequirements {
    /**
    * APIVersion defines the schema.
    */
    'apiVersion'?: string;
    /**
    * Claims in other words.
    */
    'claims': Array<CoreV1ResourceClaim>;
    'limits'?: { [key: string]: string; };
    static getAttributeTypeMap(): {}[];
}`, '/packages/client/V1ResourceRequirements.d.ts', '/packages')

const attribute = (name: string, type: string, format = ''): Attribute => ({ name, baseName: name, type, format })
const field = (name: string, type: string, format = '') => fieldOf(attribute(name, type, format), client, described)

test('the words of a structure and of its fields are read as they were meant, and what a field holds is found', () => {
  expect(described.description).toBe('ResourceRequirements describes the compute resource requirements.')
  expect(described.fields.get('claims')).toEqual({
    description: 'Claims lists:\n\n* the names\n  * `spec.containers[*/].name`',
    required: false,
    of: { name: 'IIoK8sApiCoreV1ResourceClaim', file: '/packages/kubernetes-models/v1/ResourceClaim.d.ts' },
  })
  expect(described.fields.get('limits')?.of?.file).toBe('/packages/@kubernetes-models/apimachinery/api/resource/Quantity.d.ts')
})

test('a field has the type of the client, and the better words', () => {
  expect(field('claims', 'Array<CoreV1ResourceClaim>')).toEqual(['[]CoreV1ResourceClaim!', 'Claims lists:\n\n* the names\n  * `spec.containers[*/].name`'])
  expect(field('apiVersion', 'string')).toEqual(['string', 'APIVersion defines the schema.'])
})

test.each([
  ['limits', '{ [key: string]: string; }', '', '{}quantity'],
  ['other', 'number', 'int32', 'int32'],
  ['other', 'Array<number>', 'int64', '[]int64'],
  ['other', '{ [key: string]: Array<string>; }', '', '{}[]string'],
  ['other', '{ [key: string]: string; }', 'byte', '{}byte'],
  ['other', 'IntOrString', 'int-or-string', 'int-or-string'],
  ['other', 'Date', 'date-time', 'date-time'],
])('%s: what the client types %s (%s) is %s', (name, type, format, expected) => expect(field(name, type, format)[0]).toBe(expected))

test('the page keeps its kinds in their order, with what they are made of; the values of a field that it does without, and other kinds, are the server\'s', () => {
  const policy = 'How it ends.\n\nPossible enum values:\n - `"Never"`'
  const models = {
    V1Pod: { description: 'Pod', fields: { spec: ['V1PodSpec', ''] } },
    V1PodSpec: { description: 'PodSpec', fields: { restartPolicy: ['string', policy], volumeMode: ['string', policy] } },
    V1Job: { description: 'Job', fields: {} },
    V1Node: { description: 'Node', fields: {} },
  } as const
  const { page, more } = fileTexts({ models, kinds: ['V1Job', 'V1Pod', 'V1Node'], types: { quantity: { description: 'A number.', fields: {} } } }, { V1Node: models.V1Node, V1Gone: models.V1Job, V1Pod: models.V1Pod })
  expect(Object.keys(JSON.parse(page) as object)).toEqual(['V1Node', 'V1Pod', 'V1PodSpec'])
  expect(JSON.parse(page)).toMatchObject({ V1PodSpec: { fields: { restartPolicy: ['string', policy], volumeMode: ['string', 'How it ends.'] } } })
  expect(JSON.parse(more)).toEqual({ V1PodSpec: { fields: { volumeMode: ['string', policy] } }, V1Job: models.V1Job, quantity: { description: 'A number.', fields: {} } })
})

test('fields stay in the order that they have on the page, which no package knows; new ones come last', () => {
  const fields = { apiVersion: ['string', ''], kind: ['string', ''], more: ['string', ''] } as const
  const { page } = fileTexts({ models: { V1Pod: { description: 'Pod', fields } }, kinds: ['V1Pod'], types: {} }, { V1Pod: { description: '', fields: { kind: ['string', ''], gone: ['string', ''], apiVersion: ['string', ''] } } })
  expect(Object.keys((JSON.parse(page) as { readonly V1Pod: { readonly fields: object } }).V1Pod.fields)).toEqual(['kind', 'apiVersion', 'more'])
})
