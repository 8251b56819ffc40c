/** The only way in: every request passes the same steps in the same order. */
package io.azimuth.application.gateway;
