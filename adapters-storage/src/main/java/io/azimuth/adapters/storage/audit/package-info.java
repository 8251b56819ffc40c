/** Audit records as JSON lines: in files, on the standard output, to a syslog daemon. */
package io.azimuth.adapters.storage.audit;
