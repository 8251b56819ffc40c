/** {@code auth/azure}: logging in with an identity that Azure gave (spec 8). */
package io.azimuth.application.backend.azure;
