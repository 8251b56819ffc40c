/** The routes of rate-limit quotas. */
package io.azimuth.application.system.quotas;
