/** {@code azimuth demo}: shows logins, a refusal and a rotation on one machine. */
package io.azimuth.bootstrap.demo;
