/** Tests of the azure auth method through the gateway. */
package io.azimuth.application.backend.azure;
