/** The line in which logins wait while Azure throttles this server: places, turns and pace. */
package io.azimuth.domain.azure.line;
