/**
 * Calls of auth methods to other systems over HTTPS: identity providers, the API of a cluster. They
 * are bounded in time and size, follow no redirect, and name no secret when they fail.
 */
package io.azimuth.spi.web;
