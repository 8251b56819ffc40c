/** Roles and logins of the jwt auth method: who may log in with a token that an issuer signed. */
package io.azimuth.domain.jwt;
