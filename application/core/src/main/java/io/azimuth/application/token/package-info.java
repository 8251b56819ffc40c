/** The validity, issue, renewal and revocation of tokens. */
package io.azimuth.application.token;
