/** The steps that every request passes, in the same order. */
package io.azimuth.application.gateway;
