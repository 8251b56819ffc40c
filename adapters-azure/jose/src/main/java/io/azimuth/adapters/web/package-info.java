/**
 * Calls to other systems over HTTPS with the JDK's client. Independent of any cloud.
 *
 * <p>{@link io.azimuth.adapters.web.WebModule} binds the port.
 */
package io.azimuth.adapters.web;
