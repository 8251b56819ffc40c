/** Reads the records of audit files, live ones and rotated ones, and selects some of them. */
package io.azimuth.bootstrap.auditlog;
