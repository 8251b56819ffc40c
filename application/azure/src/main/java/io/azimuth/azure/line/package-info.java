/** The lines in which logins wait, without a thread, while Azure throttles this server. */
package io.azimuth.azure.line;
