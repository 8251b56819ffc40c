/** Audit records as JSON lines in files. */
package io.azimuth.adapters.storage.audit;
