/** What the policies of a token grant. */
package io.azimuth.application.policy;
