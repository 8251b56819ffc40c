/** Tests of {@code auth/token/} through the gateway. */
package io.azimuth.application.backend.token;
