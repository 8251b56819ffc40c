/** Audit records as lines of JSON: in files, on the standard output, or sent to a syslog daemon. */
package io.azimuth.adapters.storage.audit;
