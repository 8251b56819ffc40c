/** The backend of {@code auth/token/}: creating, looking up, renewing and revoking tokens. */
package io.azimuth.application.token.backend;
