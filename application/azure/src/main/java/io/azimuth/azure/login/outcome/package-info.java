/** The outcome of a login, and what of it is noted for the audit log. */
package io.azimuth.azure.login.outcome;
