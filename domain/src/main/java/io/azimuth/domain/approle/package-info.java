/** Roles, secret ids and logins of the approle auth method, as pure rules. */
package io.azimuth.domain.approle;
