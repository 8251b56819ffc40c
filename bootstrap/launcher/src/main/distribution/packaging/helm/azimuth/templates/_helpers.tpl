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
