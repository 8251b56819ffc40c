{{- define "azimuth.fullname" -}}
{{- if contains "azimuth" .Release.Name }}
{{- .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-azimuth" .Release.Name | trunc 50 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "azimuth.selector" -}}
app.kubernetes.io/name: azimuth
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: server
{{- end }}

{{- define "azimuth.backupSelector" -}}
app.kubernetes.io/name: azimuth
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: backup
{{- end }}

{{- define "azimuth.restoreSelector" -}}
app.kubernetes.io/name: azimuth
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: restore
{{- end }}

{{- /* The same for the command line. */ -}}
{{- define "azimuth.restoreJobs" -}}
app.kubernetes.io/instance={{ .Release.Name }},app.kubernetes.io/component=restore
{{- end }}

{{- /* The Service that is scraped. */ -}}
{{- define "azimuth.metricsSelector" -}}
app.kubernetes.io/name: azimuth
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: metrics
{{- end }}

{{- define "azimuth.labels" -}}
app.kubernetes.io/name: azimuth
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "azimuth.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "azimuth.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: ["ALL"]
{{- end }}

{{- define "azimuth.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- /* Servers on one database have no volume each. */ -}}
{{- define "azimuth.auditKind" -}}
{{ .Values.audit.kind | default (ternary "volume" "stdout" (eq .Values.storage.type "mapdb")) }}
{{- end }}

{{- /* A server alone has no other one that could serve meanwhile. */ -}}
{{- define "azimuth.shutdownDelay" -}}
{{ ternary .Values.shutdownDelaySeconds 0 (eq .Values.storage.type "postgresql") | int }}
{{- end }}

{{- /* Where commands run: the only server, or any of them. */ -}}
{{- define "azimuth.execTarget" -}}
{{ if eq .Values.storage.type "mapdb" }}{{ include "azimuth.fullname" . }}-0{{ else }}deploy/{{ include "azimuth.fullname" . }}{{ end }}
{{- end }}

{{- define "azimuth.connectionUrl" -}}
{{- $database := .Values.storage.postgresql -}}
{{ $database.connectionUrl }}{{ if $database.caConfigMapName }}{{ ternary "&" "?" (contains "?" $database.connectionUrl) }}sslrootcert=/etc/azimuth/database-ca/ca.crt{{ end }}
{{- end }}

{{- /* The port of an http or https address. */ -}}
{{- define "azimuth.portOf" -}}
{{ regexFind ":[0-9]+$" (urlParse .).host | trimPrefix ":" | default (ternary "443" "80" (hasPrefix "https:" .)) }}
{{- end }}

{{- /* The name of the server for clients in the cluster. */ -}}
{{- define "azimuth.serviceName" -}}
{{ include "azimuth.fullname" . }}.{{ .Release.Namespace }}.svc
{{- end }}

{{- /* The volume that the backup job writes to. */ -}}
{{- define "azimuth.backupClaim" -}}
{{ .Values.backup.existingClaim | default (printf "%s-backup" (include "azimuth.fullname" .)) }}
{{- end }}

{{- /* Whom servers, and a restore of their store, may connect to. */ -}}
{{- define "azimuth.egress" -}}
- ports:
    - port: 53
      protocol: UDP
    - port: 53
# Entra ID, Resource Manager, Graph, Key Vault
- ports:
    - port: 443
{{- if .Values.serviceAccount.reviewTokens }}
# the API server, behind its Service
- ports:
    - port: 6443
{{- end }}
# the metadata service of the node
- ports:
    - port: 80
  to:
    - ipBlock:
        cidr: 169.254.169.254/32
{{- if eq .Values.storage.type "postgresql" }}
- ports:
    - port: {{ .Values.networkPolicy.databasePort }}
  {{- with .Values.networkPolicy.databases }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
{{- with .Values.tracing.endpoint }}
# the collector of traces
- ports:
    - port: {{ include "azimuth.portOf" . }}
{{- end }}
{{- with .Values.networkPolicy.extraEgress }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}
