/** Turns the answers of the application into status codes, headers and bodies, and sends them. */
package io.azimuth.adapters.http.answer;
