/** The backend behind {@code identity/}: the server as an issuer of tokens (spec 6). */
package io.azimuth.application.identity.backend;
