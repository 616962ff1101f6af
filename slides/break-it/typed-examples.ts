/** Texts to begin with, for what is read by `-f -`. */
export const examples: readonly { readonly name: string, readonly text: string }[] = [
  {
    name: 'Deployment',
    text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 2
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
      - name: nginx
        image: nginx
`,
  },
  {
    name: 'Pod',
    text: `apiVersion: v1
kind: Pod
metadata:
  name: alone
spec:
  containers:
  - name: nginx
    image: nginx
    resources:
      requests:
        cpu: 100m
`,
  },
  {
    name: 'Service',
    text: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
  - port: 80
`,
  },
]
