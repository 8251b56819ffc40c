/** The routes of leases. */
package io.azimuth.application.system.leases;
