/** {@code auth/token}: creating, looking up, renewing and revoking tokens (spec 3.11). */
package io.azimuth.application.backend.token;
