/** Roles and logins of the kubernetes auth method: which service accounts may log in. */
package io.azimuth.domain.kubernetes;
