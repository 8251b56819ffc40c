{{- /* The pod of the server, of one replica or of several. */ -}}
{{- define "azimuth.pod" -}}
metadata:
  labels:
    {{- include "azimuth.selector" . | nindent 4 }}
    {{- with include "azimuth.podLabels" . | trim }}
    {{- . | nindent 4 }}
    {{- end }}
  annotations:
    # A changed configuration restarts the server. Renewed TLS files need no restart.
    checksum/config: {{ include (print $.Template.BasePath "/configmap.yaml") . | sha256sum }}
    {{- with .Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "azimuth.fullname" . }}
  automountServiceAccountToken: {{ .Values.serviceAccount.reviewTokens }}
  enableServiceLinks: false
  # shutdown_delay, 20 s for running requests, and the end of the process.
  terminationGracePeriodSeconds: {{ add (include "azimuth.shutdownDelay" . | int) 40 }}
  # Also when memory ran out (exit code 3) or an essential thread died (70).
  restartPolicy: Always
  {{- with .Values.image.pullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    {{- include "azimuth.podSecurity" . | nindent 4 }}
  containers:
    - name: azimuth
      image: {{ include "azimuth.image" . }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      args: ["server", "--config", "/etc/azimuth/azimuth.hcl"]
      env:
        - name: AZIMUTH_ADDR
          value: https://127.0.0.1:8200
        - name: AZIMUTH_CACERT
          value: /etc/azimuth/tls/{{ .Values.tls.caFile }}
        {{- with include "azimuth.env" . | trim }}
        {{- . | nindent 8 }}
        {{- end }}
      ports:
        - name: https
          containerPort: 8200
        {{- if .Values.metrics.enabled }}
        - name: metrics
          containerPort: 8201
        {{- end }}
      # Alive, even if sealed or not initialised: a restart would not change that.
      startupProbe:
        httpGet:
          scheme: HTTPS
          port: https
          path: /v1/sys/health?standbyok=true&sealedcode=200&uninitcode=200&haunhealthycode=200
        periodSeconds: 2
        failureThreshold: 60
      livenessProbe:
        httpGet:
          scheme: HTTPS
          port: https
          path: /v1/sys/health?standbyok=true&sealedcode=200&uninitcode=200&haunhealthycode=200
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      # Able to serve: initialised, unsealed, with a store and an audit device that work, not stopping.
      readinessProbe:
        httpGet:
          scheme: HTTPS
          port: https
          path: /v1/sys/health
        periodSeconds: 5
        timeoutSeconds: 3
      resources:
        {{- toYaml .Values.resources | nindent 8 }}
      securityContext:
        {{- include "azimuth.containerSecurity" . | nindent 8 }}
      volumeMounts:
        {{- if eq (include "azimuth.auditKind" .) "volume" }}
        - name: audit
          mountPath: /var/log/azimuth
        {{- end }}
        {{- include "azimuth.mounts" . | trim | nindent 8 }}
  volumes:
    {{- include "azimuth.volumes" . | nindent 4 }}
  {{- if eq .Values.storage.type "postgresql" }}
  topologySpreadConstraints:
    {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
    - topologyKey: {{ . }}
      maxSkew: 1
      whenUnsatisfiable: {{ $.Values.topologySpread }}
      # Counts the pods of one release only, so that a rolling update spreads the new ones.
      matchLabelKeys: ["pod-template-hash"]
      labelSelector:
        matchLabels:
          {{- include "azimuth.selector" $ | nindent 10 }}
    {{- end }}
  {{- end }}
  {{- with include "azimuth.placement" . | trim }}
  {{- . | nindent 2 }}
  {{- end }}
{{- end }}

{{- /* The identity of a pod in Azure, and what the values add. */ -}}
{{- define "azimuth.podLabels" -}}
{{- if .Values.workloadIdentity.clientId }}
azure.workload.identity/use: "true"
{{- end }}
{{- with .Values.podLabels }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{- /* Variables that each command with the configuration of the server needs. */ -}}
{{- define "azimuth.env" -}}
{{- with .Values.javaOptions }}
- name: AZIMUTH_JAVA_OPTS
  value: {{ . | quote }}
{{- end }}
{{- with .Values.extraEnv }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{- /* What the configuration of the server names, without its audit files. */ -}}
{{- define "azimuth.mounts" -}}
{{- if eq .Values.storage.type "mapdb" }}
- name: data
  mountPath: /var/lib/azimuth
{{- end }}
- name: config
  mountPath: /etc/azimuth/azimuth.hcl
  subPath: azimuth.hcl
  readOnly: true
{{- if eq .Values.seal.type "static" }}
- name: seal
  mountPath: /etc/azimuth/seal
  readOnly: true
{{- end }}
- name: tls
  mountPath: /etc/azimuth/tls
  readOnly: true
{{- if eq .Values.storage.type "postgresql" }}
{{- if .Values.storage.postgresql.passwordSecretName }}
- name: database
  mountPath: /etc/azimuth/database
  readOnly: true
{{- end }}
{{- if .Values.storage.postgresql.caConfigMapName }}
- name: database-ca
  mountPath: /etc/azimuth/database-ca
  readOnly: true
{{- end }}
{{- end }}
{{- if .Values.tracing.headersSecretName }}
- name: tracing
  mountPath: /etc/azimuth/tracing
  readOnly: true
{{- end }}
{{- if .Values.tracing.caConfigMapName }}
- name: tracing-ca
  mountPath: /etc/azimuth/tracing-ca
  readOnly: true
{{- end }}
- name: tmp
  mountPath: /tmp
{{- with .Values.extraVolumeMounts }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{- /* The volumes of these mounts; that of mapdb belongs to the StatefulSet. */ -}}
{{- define "azimuth.volumes" -}}
- name: config
  configMap:
    name: {{ include "azimuth.fullname" . }}
{{- if eq .Values.seal.type "static" }}
- name: seal
  secret:
    secretName: {{ .Values.seal.secretName }}
    defaultMode: 0400
{{- end }}
- name: tls
  secret:
    secretName: {{ .Values.tls.secretName }}
    defaultMode: 0400
{{- with .Values.tracing.headersSecretName }}
- name: tracing
  secret:
    secretName: {{ . }}
    defaultMode: 0400
{{- end }}
{{- with .Values.tracing.caConfigMapName }}
- name: tracing-ca
  configMap:
    name: {{ . }}
{{- end }}
{{- if eq .Values.storage.type "postgresql" }}
{{- with .Values.storage.postgresql.passwordSecretName }}
- name: database
  secret:
    secretName: {{ . }}
    defaultMode: 0400
{{- end }}
{{- with .Values.storage.postgresql.caConfigMapName }}
- name: database-ca
  configMap:
    name: {{ . }}
{{- end }}
# Also for the copy that is made for a snapshot.
- name: tmp
  emptyDir:
    sizeLimit: {{ .Values.storage.postgresql.temporarySize }}
{{- else }}
- name: tmp
  emptyDir:
    medium: Memory
    sizeLimit: 64Mi
{{- end }}
{{- with .Values.extraVolumes }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}

{{- /* Where the pods run. */ -}}
{{- define "azimuth.placement" -}}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
