/** Removes entities that logins made and nobody uses any more. */
package io.azimuth.application.tidy;
