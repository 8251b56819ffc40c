/** The routes of audit devices and of the request headers that they record. */
package io.azimuth.application.system.audit;
